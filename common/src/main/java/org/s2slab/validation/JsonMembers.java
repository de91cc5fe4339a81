package org.s2slab.validation;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The members of one JSON object in document order, each with its kind and its text. */
final class JsonMembers {
    /** The kind of JSON value of a member. */
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

    /** @param text a string's value, a number's literal, {@code true} or {@code false}; otherwise only the kind */
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

    /** The value of a string member; null if it is absent or of another kind. */
    @Nullable
    String string(String name) {
        int index = indexOf(name);
        return index >= 0 && kinds[index] == Kind.STRING ? texts[index] : null;
    }

    /** Returns these members, one of them with another text. */
    JsonMembers with(int index, String text) {
        JsonMembers changed = new JsonMembers();
        for (int i = 0; i < size; i++) {
            changed.add(names[i], kinds[i], i == index ? text : texts[i]);
        }
        return changed;
    }

    /** The index of a name, compared with case: {@code Exp} is not {@code exp}. */
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
