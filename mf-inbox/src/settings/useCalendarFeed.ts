import { useMutation } from '@apollo/client/react';
import { keepFocusAround, notify } from '@ebok/shell';
import { useState } from 'react';
import {
  CalendarFeedDocument,
  EndCalendarFeedDocument,
  RenewCalendarFeedDocument,
} from './generated/graphql';
import { t } from './texts';

/** Makes and ends the address of a customer's calendar. The address is known only right after it was made. */
export function useCalendarFeed(customerId: string) {
  const [address, setAddress] = useState<string>();
  const options = { variables: { customerId }, refetchQueries: [CalendarFeedDocument] };
  const [renewFeed, renewing] = useMutation(RenewCalendarFeedDocument, options);
  const [endFeed, ending] = useMutation(EndCalendarFeedDocument, options);
  const isWorking = renewing.loading || ending.loading;

  const renew = async () => {
    if (isWorking) return;
    try {
      const { data } = await renewFeed();
      setAddress(data!.renewCalendarFeed);
    } catch {
      notify(t('settings.failed'), 'error');
    }
  };
  /** @param button goes away with the calendar */
  const end = async (button: HTMLElement) => {
    if (isWorking) return;
    keepFocusAround(button);
    try {
      await endFeed();
      setAddress(undefined);
      notify(t('calendar.ended'), 'success');
    } catch {
      button.focus();
      notify(t('settings.failed'), 'error');
    }
  };
  return { address, isWorking, renew, end };
}
