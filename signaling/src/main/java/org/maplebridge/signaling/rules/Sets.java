package org.maplebridge.signaling.rules;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Immutable collections with one element more or less. */
final class Sets {

  private Sets() {}

  static <T> Set<T> with(Set<T> set, T element) {
    Set<T> next = new HashSet<>(set);
    next.add(element);
    return Set.copyOf(next);
  }

  static <T> Set<T> without(Set<T> set, T element) {
    Set<T> next = new HashSet<>(set);
    next.remove(element);
    return Set.copyOf(next);
  }

  static <T> List<T> with(List<T> list, T element) {
    List<T> next = new ArrayList<>(list);
    next.add(element);
    return List.copyOf(next);
  }

  static <T> List<T> without(List<T> list, T element) {
    return list.stream().filter(e -> !e.equals(element)).toList();
  }

  static <K, V> Map<K, V> with(Map<K, V> map, K key, V value) {
    Map<K, V> next = new HashMap<>(map);
    next.put(key, value);
    return Map.copyOf(next);
  }

  static <K, V> Map<K, V> without(Map<K, V> map, Set<K> keys) {
    Map<K, V> next = new HashMap<>(map);
    next.keySet().removeAll(keys);
    return Map.copyOf(next);
  }
}
