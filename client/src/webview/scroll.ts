/** Why: after the panel was hidden or its window reloaded, one reads on where one was. */
import type { Store } from './store';

/** After the last scrolling, in milliseconds: keeping is not worth a frame. */
const PAUSE = 150;

/** The panel, then its columns, which scroll by themselves where there is room for two. */
function scrolled(): readonly Element[] {
  const panel = document.scrollingElement;
  return [...(panel ? [panel] : []), ...document.querySelectorAll('.column')];
}

export function keepScroll(store: Store): void {
  let waiting: ReturnType<typeof setTimeout> | undefined;
  const keep = (): void => store.setScroll(scrolled().map(({ scrollTop }) => scrollTop));
  // Columns' events do not bubble.
  document.addEventListener(
    'scroll',
    () => {
      clearTimeout(waiting);
      waiting = setTimeout(keep, PAUSE);
    },
    { capture: true, passive: true },
  );
}

/** @param to what was kept */
export function scrollTo(to: readonly number[]): void {
  for (const [n, element] of scrolled().entries()) element.scrollTop = to[n] ?? 0;
}
