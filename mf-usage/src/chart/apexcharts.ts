// The chart library is most of the page's JavaScript: it loads beside the page's own code, before figures arrive.
type ApexCharts = typeof import('apexcharts');

let loading: Promise<ApexCharts> | undefined;

/** Loads the library, once; after a failure again. */
export function loadApexCharts(): Promise<ApexCharts> {
  loading ??= import('apexcharts').catch((error: unknown) => {
    loading = undefined;
    throw error;
  });
  return loading;
}
