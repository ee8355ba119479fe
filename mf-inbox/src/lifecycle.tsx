// What single-spa calls. Thin on purpose: the slice itself comes with the first mount.
import type { SliceProps } from '@ebok/shell';
import type { Root } from 'react-dom/client';

type MountProps = SliceProps & { domElement: HTMLElement };

let root: Root | undefined;

export async function bootstrap(): Promise<void> {}

export async function mount(props: MountProps): Promise<void> {
  const { open } = await import('./App');
  root = open(props.domElement, (error) => props.onFault(error));
}

export async function unmount(): Promise<void> {
  root?.unmount();
  root = undefined;
}

export const parcels = {};
