// Shared code of forms with files, as `@ebok/shell/uploads`: each file is uploaded, cancelled and repeated by itself.
// Free of frameworks; each slice bundles its own copy.
export { fileSize } from './uploads/file-size';
export {
  isOnItsWay,
  isUnsent,
  UploadList,
  type FileState,
  type KeptFile,
  type ListedFile,
} from './uploads/upload-list';
