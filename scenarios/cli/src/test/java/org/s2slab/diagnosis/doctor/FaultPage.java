package org.s2slab.diagnosis.doctor;

import com.fasterxml.jackson.core.type.TypeReference;
import java.util.EnumMap;
import java.util.Map;
import org.s2slab.engine.text.YamlResource;

/** docs/generated/faults.md: what the doctor can name. */
public final class FaultPage {
    /** What a person reads about a fault. */
    public record Entry(String symptom, String cause, String fix) {}

    private FaultPage() {}

    /** The entry of every fault, from faults.yaml. */
    public static Map<FaultCode, Entry> entries() {
        TypeReference<EnumMap<FaultCode, Entry>> type = new TypeReference<>() {};
        Map<FaultCode, Entry> entries = YamlResource.read(FaultPage.class, "faults.yaml", type);
        if (entries.size() < FaultCode.values().length) {
            throw new IllegalStateException("faults.yaml has no entry for a fault; it has " + entries.keySet());
        }
        return entries;
    }

    public static String text() {
        StringBuilder page = new StringBuilder("""
                # Faults that the doctor finds

                Generated from `faults.yaml`; a test fails when this page is stale. A test
                (`DoctorTest`) causes each fault, and checks that the doctor names it. Then it runs exactly the cmdlets that the doctor
                prints, and checks that the edge works. The doctor replaces the texts in angle brackets.

                | fault | on the wire | cause | fix |
                |---|---|---|---|
                """);
        entries()
                .forEach((code, entry) -> page.append("| `%s` | %s | %s | %s |%n"
                        .formatted(
                                code,
                                entry.symptom(),
                                entry.cause(),
                                entry.fix().replace("<", "&lt;").replace("|", "\\|"))));
        return page.toString();
    }
}
