package org.s2slab.validation;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The members of one JSON object in the order they stood, each with its kind and its text. */
final class JsonMembers {
    /** What kind of JSON value a member has. */
    enum Kind {
        STRING,
        NUMBER,
        BOOLEAN,
        NULL,
        ARRAY,
        OBJECT
    }

    private String[] names = new String[16];
    private Kind[] kinds = new Kind[16];
    private String[] texts = new String[16];
    private int[] hashes = new int[16];
    private int size;

    /** @param text a string's value, a number's literal, {@code true}, {@code false}; of the others just the kind */
    void add(String name, Kind kind, String text) {
        if (size == names.length) {
            names = Arrays.copyOf(names, size * 2);
            kinds = Arrays.copyOf(kinds, size * 2);
            texts = Arrays.copyOf(texts, size * 2);
            hashes = Arrays.copyOf(hashes, size * 2);
        }
        hashes[size] = name.hashCode();
        names[size] = name;
        kinds[size] = kind;
        texts[size++] = text;
    }

    int size() {
        return size;
    }

    String name(int index) {
        return names[index];
    }

    Kind kind(int index) {
        return kinds[index];
    }

    String text(int index) {
        return texts[index];
    }

    boolean has(String name) {
        return indexOf(name) >= 0;
    }

    /** The value of a member that is a string; null when it is absent or of another kind. */
    @Nullable
    String string(String name) {
        int index = indexOf(name);
        return index >= 0 && kinds[index] == Kind.STRING ? texts[index] : null;
    }

    /** The same members, one of them with another text. */
    JsonMembers with(int index, String text) {
        JsonMembers changed = new JsonMembers();
        for (int i = 0; i < size; i++) {
            changed.add(names[i], kinds[i], i == index ? text : texts[i]);
        }
        return changed;
    }

    /** Names compared character by character, so {@code Exp} is not {@code exp}. */
    int indexOf(String name) {
        int hash = name.hashCode();
        for (int i = 0; i < size; i++) {
            if (hashes[i] == hash && names[i].equals(name)) {
                return i;
            }
        }
        return -1;
    }
}
