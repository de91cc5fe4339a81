package org.s2slab.shell;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.s2slab.engine.text.TerminalStyle;

/** Formats objects as text: as a list of properties, or as a table if there are few properties. */
record ObjectFormatter(int width, TerminalStyle look) {
    /** An object with more properties than this is shown as a list, as in PowerShell. */
    private static final int TABLE_PROPERTIES = 4;

    /** Minimum width of a column in characters, if a table is too wide. */
    private static final int NARROW = 12;

    /** Formats the output of a statement in the default format. */
    List<String> lines(List<@Nullable Object> written) {
        List<String> lines = new ArrayList<>();
        List<ShellObject> alike = new ArrayList<>();
        for (Object value : written) {
            if (!alike.isEmpty()
                    && !(value instanceof ShellObject object
                            && object.names().equals(alike.get(0).names()))) {
                lines.addAll(objects(alike));
                alike.clear();
            }
            if (value instanceof ShellObject object) {
                alike.add(object);
            } else if (value instanceof FormattedOutput formatted) {
                lines.addAll(formatted.lines());
            } else {
                ValueConverter.items(value)
                        .forEach(item -> lines.addAll(cell(item).lines().toList()));
            }
        }
        lines.addAll(objects(alike));
        return lines;
    }

    private List<String> objects(List<ShellObject> objects) {
        if (objects.isEmpty()) {
            return List.of();
        }
        List<String> names = objects.get(0).names();
        return names.size() > TABLE_PROPERTIES ? list(objects, names) : table(objects, names);
    }

    /** Each object as lines of the form {@code name : value}. */
    List<String> list(List<ShellObject> objects, List<String> names) {
        List<String> lines = new ArrayList<>();
        int longest = names.stream().mapToInt(String::length).max().orElse(0);
        for (ShellObject object : objects) {
            lines.add("");
            for (String name : names) {
                lines.addAll(property(look.strong(padded(name, longest)), longest, cell(object.get(name))));
            }
        }
        lines.add("");
        return lines;
    }

    private List<String> property(String name, int longest, String value) {
        List<String> lines = new ArrayList<>();
        int room = Math.max(NARROW, width - longest - 3);
        String indent = " ".repeat(longest + 3);
        for (String part : value.isEmpty() ? List.of("") : value.lines().toList()) {
            for (int from = 0; from == 0 || from < part.length(); from += room) {
                String piece = part.substring(from, Math.min(part.length(), from + room));
                lines.add((lines.isEmpty() ? name + " : " : indent) + piece);
            }
        }
        return lines;
    }

    /** A table. Too wide columns are shortened. A line below names the columns for which there is no room. */
    List<String> table(List<ShellObject> objects, List<String> names) {
        List<List<String>> rows = new ArrayList<>();
        objects.forEach(object -> rows.add(names.stream()
                .map(name -> cell(object.get(name)).replace('\n', ' '))
                .toList()));
        int columns = Math.min(names.size(), Math.max(1, (width + 1) / (NARROW + 1)));
        int[] widths = new int[columns];
        for (int i = 0; i < columns; i++) {
            int column = i;
            widths[i] = Math.max(
                    names.get(i).length(),
                    rows.stream()
                            .mapToInt(row -> row.get(column).length())
                            .max()
                            .orElse(0));
        }
        fit(widths);
        List<String> lines = new ArrayList<>();
        lines.add("");
        lines.add(look.strong(row(names, widths)));
        lines.add(row(names.stream().map(name -> "-".repeat(name.length())).toList(), widths));
        rows.forEach(row -> lines.add(row(row, widths)));
        if (columns < names.size()) {
            lines.add("(no room for " + String.join(", ", names.subList(columns, names.size()))
                    + "; | Format-List shows everything)");
        }
        lines.add("");
        return lines;
    }

    private void fit(int[] widths) {
        int whole = widths.length - 1;
        for (int each : widths) {
            whole += each;
        }
        while (whole > width) {
            int widest = 0;
            for (int i = 0; i < widths.length; i++) {
                widest = widths[i] > widths[widest] ? i : widest;
            }
            if (widths[widest] <= NARROW) {
                return;
            }
            widths[widest]--;
            whole--;
        }
    }

    private String row(List<String> cells, int[] widths) {
        StringBuilder row = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            String cell = cells.get(i);
            String cut = cell.length() <= widths[i]
                    ? cell
                    : cell.substring(0, widths[i] - look.ellipsis().length()) + look.ellipsis();
            row.append(i + 1 == widths.length ? cut : padded(cut, widths[i]) + " ");
        }
        return row.toString().stripTrailing();
    }

    private static String padded(String text, int width) {
        return text + " ".repeat(Math.max(0, width - text.length()));
    }

    /** The text of a value in a cell. */
    static String cell(@Nullable Object value) {
        return value instanceof List<?> items
                ? items.stream().map(ObjectFormatter::cell).collect(Collectors.joining(", ", "{", "}"))
                : ValueConverter.text(value);
    }

    /** The names of the properties to show. Names may contain wildcards. No names means all properties. */
    static List<String> chosen(List<ShellObject> objects, List<String> requested) {
        Set<String> known = new LinkedHashSet<>();
        objects.forEach(object -> known.addAll(object.names()));
        if (requested.isEmpty()) {
            return List.copyOf(known);
        }
        Set<String> chosen = new LinkedHashSet<>();
        for (String name : requested) {
            List<String> matching = known.stream()
                    .filter(each -> ValueOperators.like(each, name))
                    .toList();
            chosen.addAll(matching.isEmpty() && name.indexOf('*') < 0 ? List.of(name) : matching);
        }
        return List.copyOf(chosen);
    }
}
