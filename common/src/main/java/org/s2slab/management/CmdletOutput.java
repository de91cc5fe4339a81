package org.s2slab.management;

import java.util.List;
import java.util.stream.Stream;

/** What running a cmdlet gives: objects, and warnings for the administrator. */
public record CmdletOutput(List<CmdletObject> objects, List<String> warnings) {
    public static final CmdletOutput NOTHING = new CmdletOutput(List.of(), List.of());

    public static CmdletOutput of(List<CmdletObject> objects) {
        return new CmdletOutput(List.copyOf(objects), List.of());
    }

    public static CmdletOutput of(CmdletObject object) {
        return of(List.of(object));
    }

    /** The same with one more warning. */
    public CmdletOutput warning(String text) {
        return warnings(List.of(text));
    }

    /** The same with more warnings. */
    public CmdletOutput warnings(List<String> texts) {
        return new CmdletOutput(
                objects, Stream.concat(warnings.stream(), texts.stream()).toList());
    }
}
