import { format } from '@ebok/shell';

/** The size of a file as people read it: "240 kB", "2,4 MB". */
export function fileSize(bytes: number): string {
  if (bytes < 1_000_000) return `${format.number(Math.ceil(bytes / 1000))}\u00a0kB`;
  return `${format.number((bytes / 1_000_000).toFixed(1))}\u00a0MB`;
}
