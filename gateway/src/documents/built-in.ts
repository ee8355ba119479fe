import type { Retailer } from '../config';
import { escapeHtml } from '../texts/escape-html';

export const BUILT_IN_VERSION = 'eBOK-1';
export const BUILT_IN_FROM = '2026-01-01';

export interface BuiltIn {
  title: string;
  html: string;
}

/** Short texts that apply until the retailer's feed brings its own. */
export function builtIn(id: string, retailer: Retailer): BuiltIn | null {
  const write = TEXTS[id];
  return write ? page(write(retailer)) : null;
}

interface Text {
  title: string;
  paragraphs: string[];
}

const TEXTS: Record<string, (retailer: Retailer) => Text> = {
  terms: (r) => ({
    title: 'Regulamin elektronicznego biura obsługi klienta',
    paragraphs: [
      `1. Usługę eBOK świadczy ${r.name}, ${r.address.line1}, ${r.address.line2}, NIP ${r.nip}, REGON ${r.regon}. Usługa jest bezpłatna.`,
      '2. W eBOK zobaczysz saldo, faktury i dane swoich umów. Kwoty i dokumenty pochodzą z systemu rozliczeniowego sprzedawcy; przy każdej stronie stoi, z jakiej chwili są dane.',
      '3. Konto zakładasz sam, podając adres e-mail znany sprzedawcy, numer NIP lub PESEL i numer jednej ze swoich faktur. Konto aktywujesz linkiem wysłanym na ten adres.',
      '4. Hasło zachowaj dla siebie. Jeśli ktoś mógł je poznać, ustaw nowe: wyloguje to wszystkie urządzenia.',
      '5. Do korzystania potrzebna jest przeglądarka internetowa i dostęp do poczty elektronicznej. Nie wolno przesyłać treści bezprawnych ani zakłócać działania serwisu.',
      `6. Reklamacje dotyczące eBOK możesz złożyć pod adresem ${r.support[0]!.email} lub telefonicznie: ${r.support[0]!.phone}. Odpowiemy w ciągu 14 dni.`,
      '7. Możesz w każdej chwili zrezygnować z eBOK, pisząc na adres z punktu 6. Nie wpływa to na umowę sprzedaży energii.',
      '8. O zmianie regulaminu powiemy przy logowaniu; z nowej wersji korzystasz po jej zaakceptowaniu.',
    ],
  }),
  privacy: (r) => ({
    title: 'Informacja o przetwarzaniu danych',
    paragraphs: [
      `1. Administratorem danych jest ${r.name}, ${r.address.line1}, ${r.address.line2}. Kontakt: ${r.support[0]!.email}.`,
      '2. W eBOK przetwarzamy dane z Twoich umów i faktur, adres e-mail, a dla bezpieczeństwa także adresy IP i nazwy przeglądarek, z których się logujesz. Podstawą jest umowa o korzystanie z eBOK (art. 6 ust. 1 lit. b RODO) i nasz prawnie uzasadniony interes: bezpieczeństwo kont (lit. f).',
      '3. eBOK używa wyłącznie niezbędnych plików cookie, między innymi do utrzymania sesji i do rozpoznania przeglądarki, z której już się logowano. Wszystkie opisuje strona „Pliki cookie”, do której link jest na dole każdej strony. Nie śledzimy i nie profilujemy.',
      '4. Masz prawo dostępu do danych, ich sprostowania, usunięcia, ograniczenia przetwarzania i przeniesienia, prawo sprzeciwu oraz skargi do Prezesa Urzędu Ochrony Danych Osobowych.',
    ],
  }),
};

/** The documents that have a built-in text. */
export const BUILT_IN: readonly string[] = Object.keys(TEXTS);

function page({ title, paragraphs }: Text): BuiltIn {
  const body = paragraphs.map((p) => `<p>${escapeHtml(p)}</p>`).join('\n');
  const style = `:root{color-scheme:light dark}
body{font:16px/1.5 system-ui,sans-serif;max-width:44rem;margin:1rem auto;padding:0 1rem;overflow-wrap:anywhere}
h1{font-size:1.25rem}`;
  return {
    title,
    html: `<!doctype html>
<html lang="pl"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${escapeHtml(title)}</title><style>${style}</style></head>
<body><h1>${escapeHtml(title)}</h1>
${body}
</body></html>`,
  };
}
