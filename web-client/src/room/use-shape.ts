import { onBeforeUnmount, onMounted, ref, type Ref } from 'vue';

/** Width ÷ height of an element, following its size. */
export function useShape(element: Readonly<Ref<HTMLElement | null>>): Ref<number> {
  const shape = ref(16 / 9);
  let observer: ResizeObserver | undefined;

  onMounted(() => {
    observer = new ResizeObserver(([entry]) => {
      const box = entry?.contentRect;
      if (box && box.height > 0) shape.value = box.width / box.height;
    });
    if (element.value) observer.observe(element.value);
  });
  onBeforeUnmount(() => observer?.disconnect());
  return shape;
}
