import { lazy, Suspense, useEffect, useRef, useState } from 'react';
import type { WholeInvoice } from '../document/invoiceParts';

const InvoiceExplanation = lazy(() => import('./InvoiceExplanation'));

const EXPLAINED: readonly WholeInvoice['kind'][] = ['SETTLEMENT', 'FINAL', 'CORRECTION'];
/** It loads when it comes into view, or after so many milliseconds, so that print has it too. */
const LATEST = 3000;

/** Why the document asks for what it does: loads after everything that the customer sees first. */
export function LazyExplanation({ invoice: { id, kind } }: { invoice: Pick<WholeInvoice, 'id' | 'kind'> }) {
  const [place, isNear] = useNear();
  if (!EXPLAINED.includes(kind)) return null;
  return (
    <div ref={place} className="ebok-finance__explanation-place">
      {isNear && (
        <Suspense>
          <InvoiceExplanation id={id} />
        </Suspense>
      )}
    </div>
  );
}

function useNear() {
  const place = useRef<HTMLDivElement>(null);
  const [isNear, setNear] = useState(false);
  useEffect(() => {
    const arrive = () => setNear(true);
    if (!place.current || typeof IntersectionObserver === 'undefined') return arrive();
    const observer = new IntersectionObserver((entries) => {
      if (entries.some(({ isIntersecting }) => isIntersecting)) arrive();
    });
    observer.observe(place.current);
    const late = setTimeout(arrive, LATEST);
    return () => {
      observer.disconnect();
      clearTimeout(late);
    };
  }, []);
  return [place, isNear] as const;
}
