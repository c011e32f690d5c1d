import { onBeforeUnmount, onMounted, ref, watch, type Ref } from 'vue';
import { useRoom } from './room-key';

/** Tells the server how large a picture is shown, and whether it can be seen at all. */
export function useWish(
  element: Readonly<Ref<HTMLElement | null>>,
  sourceId: () => string | undefined,
): void {
  const { wishesFor: wishes } = useRoom().call;
  const place = {};
  const visible = ref(true);
  const height = ref(0);

  const say = () => {
    const id = sourceId();
    if (id && height.value > 0) {
      wishes.show(place, id, visible.value ? height.value * devicePixelRatio : 0);
    } else {
      wishes.forget(place);
    }
  };
  const size = new ResizeObserver((entries) => {
    height.value = entries.at(-1)?.contentRect.height ?? 0;
  });
  const sight = new IntersectionObserver((entries) => {
    visible.value = entries.at(-1)?.isIntersecting ?? true;
  });
  onMounted(() => {
    if (!element.value) return;
    size.observe(element.value);
    sight.observe(element.value);
  });
  onBeforeUnmount(() => {
    size.disconnect();
    sight.disconnect();
    wishes.forget(place);
  });
  watch([visible, height, sourceId], say);
}
