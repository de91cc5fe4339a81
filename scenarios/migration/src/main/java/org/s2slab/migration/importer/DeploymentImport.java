package org.s2slab.migration.importer;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.s2slab.engine.product.ProductCmdlets;
import org.s2slab.engine.text.YamlWriter;

/**
 * Imports a copy of a real deployment's trust from the exports of its administrators. The result is a topology and a
 * scenario that sets up the trust. The real keys are not imported; the lab generates its own keys.
 *
 * @param topology the text of the topology file
 * @param trust the text of the scenario file
 * @param report the lines of the import's report
 * @param at the time of the export, or null if it is from today. The copy then has the state of that day, so that
 *     certificates which have expired since then can be created
 */
public record DeploymentImport(
        String topology,
        String trust,
        List<String> report,
        @Nullable Instant at) {
    /** The names of the copy's files. */
    public static final String TOPOLOGY_FILE = "topology.yaml";

    public static final String TRUST_FILE = "trust.yaml";

    private static final String NAME = "copy";

    public DeploymentImport {
        report = List.copyOf(report);
    }

    /**
     * Reads an export: a folder for each server, with a file for each cmdlet. The content of the files is not changed,
     * not executed, and not used as file names.
     *
     * @param now the time of the copy, unless the export contains its own time
     * @throws org.s2slab.engine.text.FileSyntaxException with the file, the member and the malformed value
     */
    public static DeploymentImport of(Path folder, Instant now) {
        ImportNotes notes = new ImportNotes();
        List<ImportedServer> servers = ExportFolderReader.read(folder, notes);
        Instant written = DeploymentExportReader.written(servers).orElse(now);
        DeploymentDraft draft = new DeploymentDraft(notes);
        new DeploymentExportReader(draft, written).read(servers);
        NameInference gaps = new NameInference(draft);
        gaps.domain();
        new ServerInference(draft).fill();
        new TenantInference(draft).fill();
        gaps.hosts();
        gaps.realms();
        new TrustInference(draft).fill();
        return written(draft, written, now);
    }

    private static DeploymentImport written(DeploymentDraft draft, Instant moment, Instant now) {
        CertificateNameRegistry names = new CertificateNameRegistry(draft);
        DirectoryBuilder people = new DirectoryBuilder(draft);
        List<Object> steps = steps(draft, names, people, moment);
        Map<String, Object> topology = new TopologyWriter(draft, names, people).content(NAME);
        Map<String, Object> trust = new LinkedHashMap<>();
        trust.put("scenario", "trust");
        trust.put("shows", "The trust of a real deployment, configured again from the export of its servers.");
        trust.put("topology", TOPOLOGY_FILE);
        trust.put("steps", steps);
        Instant at = Duration.between(moment, now).abs().compareTo(Duration.ofDays(1)) > 0 ? moment : null;
        List<String> report = report(draft, names, at);
        return new DeploymentImport(
                YamlWriter.write(report, topology), YamlWriter.write(certificates(draft, names), trust), report, at);
    }

    private static List<Object> steps(
            DeploymentDraft draft, CertificateNameRegistry names, DirectoryBuilder people, Instant moment) {
        TrustSteps steps = new TrustSteps(moment);
        PartnerSteps registrar = new PartnerSteps(draft, names, steps);
        draft.servers.forEach(server -> new MetadataHistory(server, draft, names, steps, registrar).play());
        new AuthorizationServerSteps(draft, steps).play();
        TenantSteps tenants = new TenantSteps(draft, names, steps, registrar);
        draft.tenants.values().forEach(tenants::of);
        ServerSteps others = new ServerSteps(draft, steps, registrar, people);
        draft.servers.forEach(others::of);
        RoleSteps roles = new RoleSteps(steps);
        draft.of("exchange").forEach(roles::of);
        if (steps.all().isEmpty()) {
            String node = draft.servers.isEmpty() ? "authz" : draft.servers.get(0).name;
            steps.run("No trust is configured; this step only reads the clock", ProductCmdlets.showDate(node));
        }
        return steps.all();
    }

    private static List<String> report(DeploymentDraft draft, CertificateNameRegistry names, @Nullable Instant at) {
        List<String> report = new ArrayList<>();
        for (Map.Entry<String, List<String>> part : draft.notes.all()) {
            report.add(part.getKey() + ":");
            part.getValue().forEach(line -> report.add("  " + line));
        }
        report.addAll(certificates(draft, names));
        if (at != null) {
            report.add("The export was written on " + at + ". With --at " + at
                    + " the copy has the state of the servers at that time, and their certificates are valid.");
        }
        return report;
    }

    /** The lines about the real certificates in the export, and their replacements in the copy. */
    private static List<String> certificates(DeploymentDraft draft, CertificateNameRegistry names) {
        List<String> lines = new ArrayList<>();
        Set<String> others = new LinkedHashSet<>(draft.certificates.keySet());
        for (ServerDraft server : draft.servers) {
            names.of(server).forEach((key, name) -> {
                KnownCertificate certificate = Objects.requireNonNull(draft.certificates.get(key));
                others.remove(key);
                if (certificate.isReal()) {
                    lines.add("  " + server.label() + " " + name + ": " + certificate.told());
                }
            });
        }
        // The keys of online services are Microsoft's. The online services of the lab have their own keys.
        draft.tenants.values().forEach(tenant -> others.removeAll(tenant.published));
        draft.servers.stream().filter(server -> server.online).forEach(server -> {
            others.removeAll(server.keys.published());
            others.removeAll(server.keys.others());
        });
        if (!lines.isEmpty()) {
            lines.add(0, "Certificates (the lab makes its own key for each):");
        }
        List<String> without = others.stream()
                .map(key -> Objects.requireNonNull(draft.certificates.get(key)))
                .filter(KnownCertificate::isReal)
                .map(certificate -> "  " + certificate.told())
                .toList();
        if (!without.isEmpty()) {
            lines.add("Certificates that are not in the copy, because no server has or had them:");
            lines.addAll(without);
        }
        return lines;
    }
}
