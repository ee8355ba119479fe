// What a test waits for may take long on a machine with other work: that is slow, not wrong. Each framework's testing library
// may bring its own copy of the common one.
for (const library of ['@testing-library/react', '@testing-library/vue']) {
  try {
    const from = require.resolve(library, { paths: [process.cwd()] });
    require(require.resolve('@testing-library/dom', { paths: [from] })).configure({
      asyncUtilTimeout: 5_000,
    });
  } catch {
    // A slice has one of them.
  }
}
