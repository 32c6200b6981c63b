/** Why: the panel's script: what comes from the extension goes into the store, and the store is shown. */
import { render } from 'lit';
import { listen, post } from './host';
import { makePicture } from './results/picture';
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
  listen((message) => {
    if (message.kind === 'makePicture') void makePicture(store);
    else store.receive(message);
  });
  post({ kind: 'ready' });
  store.ask();
}
