// What single-spa calls of a slice. Thin on purpose: the part itself, with its framework, comes with the first mount.

/** What the shell hands to applications and parcels besides single-spa's own props. */
export type SliceProps = { onFault(error: unknown): void };

type MountProps = SliceProps & { domElement: HTMLElement };
type Open = (element: HTMLElement, onFault: (error: unknown) => void) => { unmount(): void };

/** The lifecycles of the part which `load` brings: its pages, or one of its parcels. Each place it stands in has its own. */
export function lifecycles(load: () => Promise<{ open: Open }>) {
  const parts = new Map<HTMLElement, ReturnType<Open>>();
  return {
    bootstrap: async (): Promise<void> => {},
    mount: async (props: MountProps): Promise<void> => {
      const { domElement } = props;
      const { open } = await load();
      parts.set(
        domElement,
        open(domElement, (error) => props.onFault(error)),
      );
    },
    unmount: async ({ domElement }: Pick<MountProps, 'domElement'>): Promise<void> => {
      parts.get(domElement)?.unmount();
      parts.delete(domElement);
    },
  };
}
