import { keepFocusAround, referenceOf } from '@ebok/shell';
import { defineComponent, h, type PropType } from 'vue';
import { unavailableText } from '../api/unavailable';

type Key = 'failed.text' | 'failed.reference' | 'failed.retry';

/** An error message with a Retry button; `t` is the slice's catalogue. */
export const LoadFailed = defineComponent({
  props: {
    error: { type: Object as PropType<Error>, required: true },
    t: { type: Function as PropType<(key: Key, values?: { reference: string }) => string>, required: true },
  },
  emits: ['retry'],
  setup(props, { emit }) {
    const retry = (event: Event) => {
      keepFocusAround(event.currentTarget as Element);
      emit('retry');
    };
    return () => {
      const reference = referenceOf(props.error);
      return h('div', { class: 'alert alert--danger', role: 'alert' }, [
        h('svg', { class: 'icon', viewBox: '0 0 24 24', 'aria-hidden': 'true' }, [
          h('path', { d: 'M12 3.5 2.5 20h19zM12 10v4.5M12 17.3v.2' }),
        ]),
        h('div', { class: 'stack stack--tight' }, [
          h('p', unavailableText(props.error) ?? props.t('failed.text')),
          reference && h('p', { class: 'muted small' }, props.t('failed.reference', { reference })),
          h('div', [
            h(
              'button',
              { type: 'button', class: 'button button--secondary', onClick: retry },
              props.t('failed.retry'),
            ),
          ]),
        ]),
      ]);
    };
  },
});
