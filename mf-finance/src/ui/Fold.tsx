import { useEffect, useRef, type ReactNode } from 'react';

/** A closed section that opens for printing. */
export function Fold({ title, children }: { title: ReactNode; children: ReactNode }) {
  const fold = useRef<HTMLDetailsElement>(null);

  useEffect(() => {
    let unfolded: HTMLDetailsElement | null = null;
    const unfold = () => {
      unfolded = fold.current?.open ? null : fold.current;
      if (unfolded) unfolded.open = true;
    };
    const refold = () => {
      if (unfolded) unfolded.open = false;
    };
    window.addEventListener('beforeprint', unfold);
    window.addEventListener('afterprint', refold);
    return () => {
      window.removeEventListener('beforeprint', unfold);
      window.removeEventListener('afterprint', refold);
    };
  }, []);

  return (
    <details ref={fold} className="ebok-finance__fold">
      <summary>{title}</summary>
      {children}
    </details>
  );
}

/** A list of this length is collapsed. */
const MANY = 8;

/** A list, collapsed when it is long. */
export function LongList(props: { count: number; title: string; children: ReactNode }) {
  if (props.count < MANY) return props.children;
  return <Fold title={props.title}>{props.children}</Fold>;
}
