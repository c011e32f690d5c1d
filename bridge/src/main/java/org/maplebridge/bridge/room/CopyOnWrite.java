package org.maplebridge.bridge.room;

import java.util.Arrays;

/**
 * Arrays replaced on each change: whoever walks one may be interrupted by a change, on the same
 * thread, and makes no iterator.
 */
final class CopyOnWrite {

  private CopyOnWrite() {}

  /** The array with one more element at its end. */
  static <T> T[] with(T[] array, T element) {
    T[] longer = Arrays.copyOf(array, array.length + 1);
    longer[array.length] = element;
    return longer;
  }

  /** The array without the first element that is the given one; itself where there is none. */
  static <T> T[] without(T[] array, T element) {
    for (int i = 0; i < array.length; i++) {
      if (array[i] == element) {
        T[] shorter = Arrays.copyOf(array, array.length - 1);
        System.arraycopy(array, i + 1, shorter, i, array.length - i - 1);
        return shorter;
      }
    }
    return array;
  }
}
