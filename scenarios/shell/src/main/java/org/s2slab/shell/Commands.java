package org.s2slab.shell;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.s2slab.engine.language.Scenario;

/** The commands that the shell has itself, by name and alias. */
final class Commands {
    private final Map<String, BuiltIn> byName = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private final Map<String, BuiltIn> byAlias = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

    Commands(Supplier<List<Scenario>> scenarios) {
        List<BuiltIn> all = new ArrayList<>();
        all.addAll(ObjectCommands.all());
        all.addAll(OutputCommands.all());
        all.addAll(SessionCommands.all());
        all.addAll(SecretCommands.all());
        all.addAll(CertificateCommands.all());
        all.addAll(new HelpCommands(scenarios).all());
        for (BuiltIn command : all) {
            byName.put(command.help().name(), command);
            byAlias.put(command.help().name(), command);
            command.aliases().forEach(alias -> byAlias.put(alias, command));
        }
    }

    /** The command of a name or alias, or null where the shell has none. */
    @Nullable
    BuiltIn find(String name) {
        return byAlias.get(name);
    }

    Collection<BuiltIn> all() {
        return byName.values();
    }
}
