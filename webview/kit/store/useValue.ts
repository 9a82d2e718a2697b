import { useEffect, useState } from 'preact/hooks';
import type { Store } from './store';

/** The store's value as it is now; renders again with every change. */
export function useValue<T extends object>(store: Store<T>): T {
  const [value, setValue] = useState(store.value);
  useEffect(() => {
    setValue(store.value);
    return store.subscribe(setValue);
  }, [store]);
  return value;
}
