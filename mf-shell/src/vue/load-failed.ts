import { failureTexts, keepFocusAround } from '@ebok/shell';
import { defineComponent, h, type PropType } from 'vue';

/** An error message with a Retry button. */
export const LoadFailed = defineComponent({
  props: {
    error: { type: Object as PropType<Error>, required: true },
    /** What failed, where nothing was to be loaded. */
    text: String,
  },
  emits: ['retry'],
  setup(props, { emit }) {
    const retry = (event: Event) => {
      keepFocusAround(event.currentTarget as Element);
      emit('retry');
    };
    return () => {
      const { text, reference, retry: again } = failureTexts(props.error);
      return h('div', { class: 'alert alert--danger', role: 'alert' }, [
        h('svg', { class: 'icon', viewBox: '0 0 24 24', 'aria-hidden': 'true' }, [
          h('path', { d: 'M12 3.5 2.5 20h19zM12 10v4.5M12 17.3v.2' }),
        ]),
        h('div', { class: 'stack stack--tight' }, [
          h('p', props.text ?? text),
          reference && h('p', { class: 'muted small' }, reference),
          h('div', [
            h('button', { type: 'button', class: 'button button--secondary', onClick: retry }, again),
          ]),
        ]),
      ]);
    };
  },
});
