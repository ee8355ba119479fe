import { encode } from 'uqr';
import { t } from '../texts';

/** The QR code from which a banking app fills in a transfer. */
export function TransferQr({ code }: { code: string }) {
  // The quiet zone of four modules is part of the standard: without it some cameras find no code in dark mode.
  const { size, data } = encode(code, { ecc: 'L', border: 4 });
  return (
    <figure className="ebok-finance__qr">
      <svg viewBox={`0 0 ${size} ${size}`} role="img" aria-label={t('transfer.qrAlternative')}>
        <rect width={size} height={size} fill="#fff" />
        <path d={squares(data)} fill="#000" shapeRendering="crispEdges" />
      </svg>
      <figcaption>{t('transfer.qrCaption')}</figcaption>
    </figure>
  );
}

/** One path for all dark runs; a square for each module would need ten times as many elements. */
function squares(rows: boolean[][]): string {
  let path = '';
  rows.forEach((row, y) => {
    for (let x = 0; x < row.length; x++) {
      if (!row[x]) continue;
      const start = x;
      while (row[x + 1]) x++;
      path += `M${start} ${y}h${x - start + 1}v1h-${x - start + 1}z`;
    }
  });
  return path;
}
