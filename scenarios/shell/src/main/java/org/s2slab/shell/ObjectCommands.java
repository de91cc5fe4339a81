package org.s2slab.shell;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.s2slab.shell.BuiltInCommand.Run;
import org.s2slab.shell.CmdletHelp.Parameter;
import org.s2slab.shell.SyntaxTree.Script;

/** Commands that filter objects and select their properties. */
final class ObjectCommands {
    private ObjectCommands() {}

    static List<BuiltInCommand> all() {
        return List.of(
                BuiltInCommand.of("Where-Object", ObjectCommands::where),
                BuiltInCommand.of("Select-Object", ObjectCommands::select),
                BuiltInCommand.of("Sort-Object", ObjectCommands::sort),
                BuiltInCommand.of(
                        "Measure-Object",
                        run -> List.of(new ShellObject(null)
                                .with("Count", (long) input(run).size()))));
    }

    private static List<@Nullable Object> input(Run run) {
        return run.input() == null ? List.of() : run.input();
    }

    private static List<@Nullable Object> where(Run run) {
        Object filter = run.arguments().value("FilterScript");
        List<@Nullable Object> found = new ArrayList<>();
        for (Object object : input(run)) {
            boolean holds = filter instanceof Script script
                    ? ValueConverter.isTrue(
                            ValueConverter.whole(run.interpreter().each(object, script)))
                    : compares(run.arguments(), ValueConverter.property(object, ValueConverter.text(filter)));
            if (holds) {
                found.add(object);
            }
        }
        return found;
    }

    private static boolean compares(ArgumentBinder arguments, @Nullable Object property) {
        List<Parameter> parameters = arguments.help().parameters();
        for (Parameter operator : parameters.subList(2, parameters.size())) {
            String test = operator.name();
            if (arguments.has(test)) {
                return ValueConverter.isTrue(
                        ValueOperators.apply(test.toLowerCase(Locale.ROOT), property, arguments.value(test)));
            }
        }
        return ValueConverter.isTrue(property);
    }

    private static List<@Nullable Object> select(Run run) {
        List<@Nullable Object> objects = new ArrayList<>(input(run));
        ArgumentBinder arguments = run.arguments();
        if (arguments.has("First")) {
            objects = objects.subList(0, Math.min(objects.size(), Math.max(0, arguments.number("First", 0))));
        }
        if (arguments.has("Last")) {
            objects = objects.subList(Math.max(0, objects.size() - arguments.number("Last", 0)), objects.size());
        }
        String expanded = arguments.text("ExpandProperty");
        if (expanded != null) {
            List<@Nullable Object> values = new ArrayList<>();
            objects.forEach(object -> values.addAll(ValueConverter.items(ValueConverter.property(object, expanded))));
            return values;
        }
        List<String> requested = arguments.texts("Property");
        return requested.isEmpty()
                ? objects
                : objects.stream().map(object -> part(object, requested)).toList();
    }

    private static @Nullable Object part(@Nullable Object object, List<String> requested) {
        if (!(object instanceof ShellObject whole)) {
            return object;
        }
        ShellObject part = new ShellObject(whole.origin());
        for (String name : ObjectFormatter.chosen(List.of(whole), requested)) {
            String known = whole.nameOf(name);
            part.with(known == null ? name : known, whole.get(name));
        }
        return part;
    }

    private static List<@Nullable Object> sort(Run run) {
        List<String> by = run.arguments().texts("Property");
        Comparator<@Nullable Object> order = (one, other) -> {
            for (String name : by.isEmpty() ? List.of("") : by) {
                Object left = name.isEmpty() ? one : ValueConverter.property(one, name);
                Object right = name.isEmpty() ? other : ValueConverter.property(other, name);
                if (!ValueConverter.isTrue(ValueOperators.apply("eq", left, right))) {
                    return ValueConverter.isTrue(ValueOperators.apply("lt", left, right)) ? -1 : 1;
                }
            }
            return 0;
        };
        List<@Nullable Object> sorted = new ArrayList<>(input(run));
        sorted.sort(run.arguments().flag("Descending") ? order.reversed() : order);
        return sorted;
    }
}
