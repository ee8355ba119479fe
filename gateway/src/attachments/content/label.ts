import type { FileType } from './inspect';

/** What the column and people can take. */
const LONGEST = 255;
/** Device names of Windows, which no file there can have. */
const DEVICE = /^(con|prn|aux|nul|com\d|lpt\d)(?=\.|$)/i;

/**
 * The name of a file as a label: without folders, invisible characters and what no system allows in names.
 * Its extension is one of the type, so that nothing else opens it: `photo.exe` that is a picture becomes `photo.exe.jpg`.
 */
export function labelOf(given: string, { extensions }: FileType): string {
  const name = given
    .normalize('NFC')
    .replace(/^.*[\\/]/su, '')
    .replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}]/gu, '')
    .replace(/[<>:"|?*]+/g, '-')
    .replace(/\s+/gu, ' ')
    .replace(/^[. ]+|[. ]+$/g, '')
    .replace(DEVICE, '$1_');
  const extension = extensions.find((one) => name.toLowerCase().endsWith(`.${one}`));
  const ending = extension ? name.slice(-extension.length - 1) : `.${extensions[0]}`;
  const stem = extension ? name.slice(0, -ending.length) : name;
  return `${
    Array.from(stem)
      .slice(0, LONGEST - ending.length)
      .join('') || 'plik'
  }${ending}`;
}
