import { useEffect, useState } from 'preact/hooks';
import type { PageModel } from '../state/pageModel';
import type { Store } from '../state/store';

/** The model as it is now; renders again with every change. */
export function useModel(store: Store<PageModel>): PageModel {
  const [model, setModel] = useState(store.value);
  useEffect(() => {
    setModel(store.value);
    return store.subscribe(setModel);
  }, [store]);
  return model;
}
