package org.s2slab.validation;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * A bounded cache of recent values by key, in two generations: when the younger is full, the older is discarded. Both
 * are plain maps, because a cache that records statistics of every access costs more than the checks it would save.
 */
final class BoundedCache<K, V> {
    private final int generation;
    private volatile ConcurrentMap<K, V> young = new ConcurrentHashMap<>();
    private volatile ConcurrentMap<K, V> old = new ConcurrentHashMap<>();

    /** @param most the maximum number of values, except those that several threads put in at the same moment */
    BoundedCache(int most) {
        generation = most / 2;
    }

    @Nullable
    V get(K key) {
        V value = young.get(key);
        return value != null ? value : old.get(key);
    }

    void put(K key, V value) {
        ConcurrentMap<K, V> now = young;
        now.put(key, value);
        if (now.size() >= generation) {
            turn(now);
        }
    }

    private synchronized void turn(ConcurrentMap<K, V> full) {
        if (young == full) {
            old = full;
            young = new ConcurrentHashMap<>();
        }
    }
}
