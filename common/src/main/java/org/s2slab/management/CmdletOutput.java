package org.s2slab.management;

import java.util.List;
import java.util.stream.Stream;

/** The output of a cmdlet run: objects, and warnings for the administrator. */
public record CmdletOutput(List<CmdletObject> objects, List<String> warnings) {
    public static final CmdletOutput NOTHING = new CmdletOutput(List.of(), List.of());

    public static CmdletOutput of(List<CmdletObject> objects) {
        return new CmdletOutput(List.copyOf(objects), List.of());
    }

    public static CmdletOutput of(CmdletObject object) {
        return of(List.of(object));
    }

    /** Returns this output with one more warning. */
    public CmdletOutput warning(String text) {
        return warnings(List.of(text));
    }

    /** Returns this output with more warnings. */
    public CmdletOutput warnings(List<String> texts) {
        return new CmdletOutput(
                objects, Stream.concat(warnings.stream(), texts.stream()).toList());
    }
}
