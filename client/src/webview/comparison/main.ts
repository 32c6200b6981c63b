/** Why: the script of a comparison's panel: what comes from the extension goes into the store, and the store is shown. */
import { render } from 'lit';
import { listen, post } from './host';
import { Store } from './store';
import { view } from './view';
import './main.css';

/** After the last scrolling, in milliseconds. */
const PAUSE = 150;

const root = document.getElementById('root');
if (root) {
  let isShowing = false;
  const store = new Store(() => {
    if (isShowing) return;
    isShowing = true;
    // Once for all that changes in one go, before the next frame.
    queueMicrotask(() => {
      isShowing = false;
      try {
        render(view(store), root);
        reveal(store, root);
      } catch (error) {
        post({ kind: 'trouble', message: error instanceof Error ? (error.stack ?? error.message) : String(error) });
      }
    });
  });
  let before: number | undefined = store.scroll;
  listen((message) => {
    store.receive(message);
    if (message.kind !== 'state' || before === undefined) return;
    const to = before;
    before = undefined;
    setTimeout(() => document.scrollingElement?.scrollTo(0, to));
  });
  let waiting: ReturnType<typeof setTimeout> | undefined;
  document.addEventListener(
    'scroll',
    () => {
      clearTimeout(waiting);
      waiting = setTimeout(() => {
        store.scroll = document.scrollingElement?.scrollTop ?? 0;
      }, PAUSE);
    },
    { passive: true },
  );
  post({ kind: 'ready' });
}

/** Brings the row that was asked for into sight, once. */
function reveal(store: Store, root: HTMLElement): void {
  const { revealed } = store;
  if (revealed === undefined || !store.state) return;
  store.revealed = undefined;
  const row = [...root.querySelectorAll<HTMLElement>('[data-row]')].find((one) => one.dataset.row === revealed);
  row?.scrollIntoView({ block: 'start' });
  row?.classList.add('revealed');
}
