import type { UploadList } from '@ebok/shell/uploads';
import { onScopeDispose, shallowRef } from 'vue';

/** The files of a list, as they change. */
export function useFiles(list: UploadList) {
  const files = shallowRef(list.files);
  onScopeDispose(list.subscribe(() => (files.value = list.files)));
  return files;
}
