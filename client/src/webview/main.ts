/** Why: the panel's script: what comes from the extension goes into the store, and the store is shown. */
import { render } from 'lit';
import { listen, post } from './host';
import { makePicture } from './results/picture';
import { keepScroll, scrollTo } from './scroll';
import { Store } from './store';
import { view } from './view';
import './main.css';

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
      } catch (error) {
        post({ kind: 'trouble', message: error instanceof Error ? (error.stack ?? error.message) : String(error) });
      }
    });
  });
  let before: readonly number[] | undefined = store.scroll;
  keepScroll(store);
  listen((message) => {
    store.receive(message);
    if (message.kind === 'makePicture') void makePicture(store);
    if (message.kind === 'state' && before) {
      const to = before;
      before = undefined;
      // When it is shown and its controls are.
      setTimeout(() => scrollTo(to));
    }
  });
  // A button that is not the browser's own scrolls the panel by the space bar that presses it.
  root.addEventListener('keydown', (event) => {
    if (event.key === ' ' && event.target instanceof Element && event.target.localName === 'vscode-button') event.preventDefault();
  });
  post({ kind: 'ready' });
  store.ask();
}
