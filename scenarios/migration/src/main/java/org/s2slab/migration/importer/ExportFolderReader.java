package org.s2slab.migration.importer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.s2slab.engine.language.SourceFileReader;
import org.s2slab.engine.product.ProductRole;
import org.s2slab.engine.text.FileSyntaxException;
import org.s2slab.migration.ExportFiles;

/**
 * The folder of an export. It contains a folder for each server or pool, with a file for each cmdlet. The folder of a
 * pool may contain a folder with hosts.json for each of its servers.
 */
final class ExportFolderReader {
    private final Path folder;
    private final ImportNotes notes;
    private final Set<String> taken = new LinkedHashSet<>(Set.of("authz"));

    private ExportFolderReader(Path folder, ImportNotes notes) {
        this.folder = folder;
        this.notes = notes;
    }

    /**
     * Reads all known files in the folder.
     *
     * @throws FileSyntaxException if there are no known files, or if the content of a file does not fit its name
     */
    static List<ImportedServer> read(Path folder, ImportNotes notes) {
        return new ExportFolderReader(folder, notes).servers();
    }

    private List<ImportedServer> servers() {
        if (!Files.isDirectory(folder)) {
            throw new FileSyntaxException(
                    folder.toString(), "is not a folder; name the folder that has a folder for each server");
        }
        checkSize();
        Map<String, ImportedServer> servers = new LinkedHashMap<>();
        for (Path inside : inside(folder)) {
            if (Files.isDirectory(inside)) {
                server(inside).ifPresent(server -> servers.put(name(inside), server));
            } else {
                notes.unused(name(inside) + ": it is not in the folder of a server");
            }
        }
        if (servers.isEmpty()) {
            throw new FileSyntaxException(
                    folder.toString(),
                    "has nothing to import; make a folder for each server in it, with files such as"
                            + " metadata.json and Get-PartnerApplication.json (docs/IMPORT.md has the cmdlets to run)");
        }
        servers.forEach((home, server) -> missing(home, server, servers.values()));
        return List.copyOf(servers.values());
    }

    /** Notes the missing files of a folder. A pool without any cmdlet has its settings in the folder of another one. */
    private void missing(String home, ImportedServer server, Collection<ImportedServer> all) {
        boolean elsewhere = all.stream()
                .anyMatch(other -> other.product().equals(server.product())
                        && !other.forms().isEmpty());
        if (elsewhere && server.forms().isEmpty()) {
            return;
        }
        ExportFiles.missing(ProductRole.of(server.product()), server.forms().keySet())
                .forEach(cmdlet -> notes.missing(home + "/" + ExportFiles.file(cmdlet)));
        if (server.metadata() == null) {
            notes.missing(home + "/" + ExportFiles.METADATA);
        }
    }

    /** Refuses an import that is too large, before any file is read. */
    private void checkSize() {
        long size = 0;
        for (Path home : folders(folder)) {
            size += length(home);
            for (Path server : folders(home)) {
                size += length(server);
            }
        }
        if (size > WindowsTextDecoder.MOST_BYTES) {
            throw new FileSyntaxException(
                    folder.toString(),
                    "has " + size + " bytes of files, and an import reads " + WindowsTextDecoder.MOST_BYTES
                            + " at most; leave out files that docs/IMPORT.md does not list, and objects that no trust"
                            + " needs");
        }
    }

    private long length(Path home) {
        return inside(home).stream().mapToLong(file -> file.toFile().length()).sum();
    }

    private List<Path> folders(Path home) {
        return inside(home).stream().filter(Files::isDirectory).toList();
    }

    private Optional<ImportedServer> server(Path home) {
        Map<String, List<ImportedObject>> forms = new LinkedHashMap<>();
        ImportedObject metadata = null;
        List<String> hosts = List.of();
        for (Path file : inside(home)) {
            String name = name(file);
            String stem = file.getFileName().toString().replaceFirst("(?i)\\.json$", "");
            var cmdlet = ExportFiles.cmdlet(stem);
            if (isServer(file)) {
                continue; // The servers of a pool get their names after it.
            }
            if (Files.isDirectory(file) || stem.equals(file.getFileName().toString())) {
                notes.unused(name + ": it is not a .json file");
            } else if (stem.equalsIgnoreCase("metadata")) {
                metadata = ExportFileReader.only(name, file);
            } else if (stem.equalsIgnoreCase("hosts")) {
                hosts = ExportFileReader.hosts(name, file);
            } else if (cmdlet.isPresent()) {
                forms.put(cmdlet.get(), ExportFileReader.of(name, file, cmdlet.get()));
            } else {
                notes.unused(name + ": the import does not read a cmdlet of that name");
            }
        }
        String product = product(home, forms, metadata);
        if (product == null) {
            notes.unused(name(home) + ": its files do not show the product");
            return Optional.empty();
        }
        String node = product.equals("authz") ? product : nodeName(home, product);
        notes.found(name(home) + ": " + ProductRole.of(product).title() + ", "
                + (forms.size() + (metadata == null ? 0 : 1)) + " files");
        return Optional.of(new ImportedServer(node, product, forms, metadata, hosts, servers(home, product)));
    }

    private static boolean isServer(Path place) {
        return Files.isRegularFile(place.resolve(ExportFiles.HOSTS));
    }

    /** The servers of a pool: the folders with hosts.json in its folder. */
    private Map<String, List<String>> servers(Path home, String product) {
        Map<String, List<String>> servers = new LinkedHashMap<>();
        for (Path server : folders(home)) {
            for (Path file : isServer(server) ? inside(server) : List.<Path>of()) {
                if (file.endsWith(ExportFiles.HOSTS)) {
                    servers.put(nodeName(server, product), ExportFileReader.hosts(name(file), file));
                } else {
                    notes.unused(
                            name(file) + ": the files of a pool are in its own folder, beside those of its servers");
                }
            }
        }
        return servers;
    }

    private @Nullable String product(
            Path home, Map<String, List<ImportedObject>> forms, @Nullable ImportedObject metadata) {
        Set<String> products = new TreeSet<>();
        forms.keySet()
                .forEach(cmdlet ->
                        ExportFiles.productOf(cmdlet).map(ProductRole::word).ifPresent(products::add));
        if (metadata != null) {
            metadata.text("serviceName")
                    .or(() -> metadata.text("issuer"))
                    .flatMap(ExportFiles::productOfService)
                    .map(ProductRole::word)
                    .ifPresent(products::add);
        }
        if (products.size() > 1) {
            throw new FileSyntaxException(
                    name(home), "has files of " + String.join(" and ", products) + "; give each server a folder");
        }
        return products.stream().findFirst().orElse(null);
    }

    /**
     * The name of a node, from the letters, digits and hyphens of its folder's name. Other characters are removed,
     * because the name becomes the name of a folder.
     */
    private String nodeName(Path home, String product) {
        String said = home.getFileName().toString().toLowerCase(Locale.ROOT);
        String name = said.replaceAll("[^a-z0-9]+", "-").replaceAll("^[-0-9]+|-+$", "");
        String node = name.isEmpty() || name.length() > 40 ? product : name;
        String free = node;
        for (int i = 2; !taken.add(free); i++) {
            free = node + "-" + i;
        }
        if (!free.equals(said)) {
            notes.assumed("the folder " + name(home) + " is the node " + free);
        }
        return free;
    }

    private List<Path> inside(Path home) {
        try (Stream<Path> files = Files.list(home)) {
            List<Path> found = files.filter(
                            file -> !file.getFileName().toString().startsWith("."))
                    .sorted()
                    .toList();
            for (Path file : found) {
                if (SourceFileReader.leavesFolder(folder, file)) {
                    throw new FileSyntaxException(
                            name(file), "is a link to a file outside of the folder; replace it with a copy");
                }
            }
            return found;
        } catch (IOException e) {
            throw new FileSyntaxException(home.toString(), "cannot be read: " + e.getMessage());
        }
    }

    private String name(Path file) {
        return folder.relativize(file).toString();
    }
}
