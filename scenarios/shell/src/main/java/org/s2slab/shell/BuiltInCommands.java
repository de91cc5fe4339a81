package org.s2slab.shell;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.s2slab.engine.language.Scenario;

/** The built-in commands of the shell, by name and alias. */
final class BuiltInCommands {
    private final Map<String, BuiltInCommand> byName = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private final Map<String, BuiltInCommand> byAlias = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

    BuiltInCommands(Supplier<List<Scenario>> scenarios) {
        List<BuiltInCommand> all = new ArrayList<>();
        all.addAll(ObjectCommands.all());
        all.addAll(OutputCommands.all());
        all.addAll(SessionCommands.all());
        all.addAll(SecretCommands.all());
        all.addAll(CertificateCommands.all());
        all.addAll(new HelpCommands(scenarios).all());
        for (BuiltInCommand command : all) {
            byName.put(command.help().name(), command);
            byAlias.put(command.help().name(), command);
            command.aliases().forEach(alias -> byAlias.put(alias, command));
        }
    }

    /** The command with this name or alias, or null if the shell has no such command. */
    @Nullable
    BuiltInCommand find(String name) {
        return byAlias.get(name);
    }

    Collection<BuiltInCommand> all() {
        return byName.values();
    }
}
