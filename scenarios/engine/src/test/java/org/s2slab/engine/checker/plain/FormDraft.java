package org.s2slab.engine.checker.plain;

import java.util.ArrayList;
import java.util.List;
import org.s2slab.engine.checker.plain.PlainForm.Field;

/** A token request under construction. */
public final class FormDraft {
    final CallDraft assertion;
    final RightClient client;
    final List<Field> fields = new ArrayList<>();
    String assertionField = "assertion";
    String host = "";
    String path = "";

    FormDraft(CallDraft assertion, RightClient client) {
        this.assertion = assertion;
        this.client = client;
    }

    /** The mutations of the request, in words. */
    public List<String> spoiled() {
        return assertion.spoiled();
    }

    /** The request as it is sent. */
    public PlainForm written() {
        List<Field> all = new ArrayList<>(fields);
        if (!assertionField.isEmpty()) {
            all.add(new Field(assertionField, assertion.inner.written()));
        }
        return new PlainForm(host, path, all);
    }

    void set(String name, String value) {
        fields.removeIf(field -> field.name().equals(name));
        if (!value.isEmpty()) {
            fields.add(new Field(name, value));
        }
    }
}
