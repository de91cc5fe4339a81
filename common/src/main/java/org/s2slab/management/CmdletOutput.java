package org.s2slab.management;

import java.util.List;

/** What running a cmdlet gives: objects, and warnings for the administrator. */
public record CmdletOutput(List<CmdletObject> objects, List<String> warnings) {
    public static final CmdletOutput NOTHING = new CmdletOutput(List.of(), List.of());

    public static CmdletOutput of(List<CmdletObject> objects) {
        return new CmdletOutput(List.copyOf(objects), List.of());
    }

    public static CmdletOutput of(CmdletObject object) {
        return of(List.of(object));
    }

    public CmdletOutput warning(String text) {
        var more = new java.util.ArrayList<>(warnings);
        more.add(text);
        return new CmdletOutput(objects, List.copyOf(more));
    }
}
