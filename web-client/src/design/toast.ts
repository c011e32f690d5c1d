import { readonly, ref } from 'vue';

/** Something that has just been done, said in passing. Errors never pass; they stay where they happened. */
export interface Toast {
  readonly id: number;
  readonly text: string;
}

const SHOWN_MS = 4000;
const list = ref<Toast[]>([]);
let lastId = 0;

export const toasts = readonly(list);

export function toast(text: string): void {
  const id = ++lastId;
  list.value = [...list.value.slice(-1), { id, text }];
  window.setTimeout(() => {
    list.value = list.value.filter((shown) => shown.id !== id);
  }, SHOWN_MS);
}
