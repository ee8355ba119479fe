import { client } from '@ebok/shell';
import { isUnsent } from '@ebok/shell/uploads';
import { shallowRef } from 'vue';
import type { FieldProblem } from '../ui/problems';
import { useForm } from '../ui/useForm';
import { SubmitMeterReadingDocument, type SubmitMeterReadingMutation } from './generated/graphql';
import { dropDraft, type ReadingDraft } from './readingDraft';
import { t } from './texts';
import { zoneName } from './zones';

type Payload = SubmitMeterReadingMutation['submitMeterReading'];
export type SentTicket = NonNullable<Payload['ticket']>;

/** The ids of the form's controls, besides one for each zone. */
export const DAY = 'takenOn';
export const PHOTOS = 'photos';
export const valueId = (zone: number) => `value-${zone}`;

interface Options {
  point: string;
  zones: () => readonly string[];
  draft: ReadingDraft;
  onSent: (ticket: SentTicket) => void;
}

/** The form of a reading. Values that the gateway finds unusual are sent again once the customer confirmed them. */
export function useMeterReading({ point, zones, draft: { typed, photos }, onSent }: Options) {
  const form = useForm();
  const unusual = shallowRef<readonly FieldProblem[]>([]);

  async function send(confirmed: boolean) {
    let sent: SentTicket | null = null;
    await form.send([...wrongValues(), ...unsentPhotos()], async () => {
      await photos.settled();
      const broken = unsentPhotos();
      if (broken.length > 0) return broken;
      const { ticket, problems } = await submit(confirmed);
      sent = ticket;
      const isUnusual = (one: Payload['problems'][number]) => one.field?.startsWith('confirmed.') ?? false;
      const wrong = problems.filter((one) => !isUnusual(one));
      unusual.value = wrong.length > 0 ? [] : problems.filter(isUnusual).map(atControl);
      return wrong.map(atControl);
    });
    if (!sent) return;
    dropDraft(point);
    onSent(sent);
  }

  async function submit(confirmed: boolean): Promise<Payload> {
    const input = {
      consumptionPointId: point,
      takenOn: typed.takenOn,
      values: zones().map((zone) => ({ zone, kwh: Number(digitsOf(zone)) })),
      confirmed,
      attachmentIds: photos.files.flatMap(({ id }) => id ?? []),
    };
    const { data } = await client.mutate({ mutation: SubmitMeterReadingDocument, variables: { input } });
    return data!.submitMeterReading;
  }

  const digitsOf = (zone: string) => (typed.values[zone] ?? '').replace(/\s/g, '');

  function wrongValues(): FieldProblem[] {
    const day = typed.takenOn ? [] : [{ field: DAY, message: t('wrong.noDay') }];
    const values = zones().flatMap((zone, index) => {
      const digits = digitsOf(zone);
      if (/^\d{1,8}$/.test(digits)) return [];
      return [atValue(index, t(digits ? 'wrong.digits' : 'wrong.noValue'))];
    });
    return [...day, ...values];
  }

  function unsentPhotos(): FieldProblem[] {
    const names = photos.files.filter(isUnsent).map(({ name }) => name);
    return names.length > 0
      ? [{ field: PHOTOS, message: t('wrong.photos', { names: names.join(', ') }) }]
      : [];
  }

  /** The gateway's problem at our control. */
  function atControl({ field, message }: { field?: string | null; message: string }): FieldProblem {
    if (field === DAY) return { field: DAY, message };
    if (field?.startsWith('attachmentIds')) return { field: PHOTOS, message };
    const [, zone] = /^(?:values|confirmed)\.(.*)$/.exec(field ?? '') ?? [];
    const index = zones().findIndex((one) => one === zone);
    return index < 0 ? { field: null, message } : atValue(index, message);
  }

  /** A problem of a value, which names the zone where there are several. */
  function atValue(index: number, message: string): FieldProblem {
    const zone = zones().length > 1 ? `${zoneName(zones()[index]!)}: ` : '';
    return { field: valueId(index), message: zone + message };
  }

  function mend(event: Event) {
    unusual.value = [];
    form.mend(event);
  }
  return { ...form, mend, unusual, send };
}
