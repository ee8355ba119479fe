// A busy machine is slow, not wrong: what is waited for may come later than the library's one second.
require('@testing-library/dom').configure({ asyncUtilTimeout: 10_000 });
