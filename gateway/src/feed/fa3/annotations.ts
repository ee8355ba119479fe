import { type Element, find, text } from './element';

/** Words of the VAT act for marks that say yes. */
const WORDS: [name: string, words: string][] = [
  ['P_16', 'metoda kasowa'],
  ['P_17', 'samofakturowanie'],
  ['P_18', 'odwrotne obciążenie'],
  ['P_18A', 'mechanizm podzielonej płatności'],
];
const MARGINS: [name: string, words: string][] = [
  ['P_PMarzy_2', 'procedura marży dla biur podróży'],
  ['P_PMarzy_3_1', 'procedura marży – towary używane'],
  ['P_PMarzy_3_2', 'procedura marży – dzieła sztuki'],
  ['P_PMarzy_3_3', 'procedura marży – przedmioty kolekcjonerskie i antyki'],
];
const TRIANGULAR =
  'VAT: Faktura WE uproszczona na mocy art. 135–138 ustawy o ptu. Podatek z tytułu dokonanej dostawy zostanie rozliczony przez ostatniego w kolejności podatnika podatku od wartości dodanej.';

/** What the act wants to be read on an invoice (art. 106e), where the document marks that it applies. */
export function annotationsOf(fa: Element): string[] {
  const marks = find(fa, 'Adnotacje');
  const isYes = (element: Element | undefined, name: string) => text(element, name) === '1';
  const exemption = find(marks, 'Zwolnienie');
  const grounds = ['P_19A', 'P_19B', 'P_19C'].flatMap((name) => text(exemption, name) ?? []);
  const margin = find(marks, 'PMarzy');
  return [
    ...WORDS.filter(([name]) => isYes(marks, name)).map(([, words]) => words),
    ...(isYes(exemption, 'P_19') ? [`zwolnienie z VAT: ${grounds.join('; ')}`] : []),
    ...(isYes(find(marks, 'NoweSrodkiTransportu'), 'P_22')
      ? ['wewnątrzwspólnotowa dostawa nowych środków transportu']
      : []),
    ...(isYes(marks, 'P_23') ? [TRIANGULAR] : []),
    ...MARGINS.filter(([name]) => isYes(margin, name)).map(([, words]) => words),
    ...(isYes(fa, 'FP') ? ['faktura do paragonu (art. 109 ust. 3d ustawy)'] : []),
    ...(isYes(fa, 'TP') ? ['istniejące powiązania między nabywcą a dokonującym dostawy'] : []),
    ...(isYes(fa, 'ZwrotAkcyzy') ? ['zwrot akcyzy rolnikom'] : []),
  ];
}
