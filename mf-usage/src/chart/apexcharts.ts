// The chart library is most of the page's JavaScript: it loads beside the page's own code, before figures arrive.
const load = () => import('apexcharts');

let loading: ReturnType<typeof load> | undefined;

/** Loads the library, once; after a failure again. */
export function loadApexCharts(): ReturnType<typeof load> {
  const asked = (loading ??= load());
  asked.catch(() => (loading = undefined));
  return asked;
}
