package org.s2slab;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.s2slab.testing.PackageOrder;

/** The arrows between the packages of common: what each may use, and that none goes back in the written order. */
class LayersTest {
    private static final JavaClasses COMMON = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("org.s2slab");

    private static final List<String> PACKAGES = List.of(
            "launch",
            "refusal",
            "identity",
            "trace",
            "resource",
            "calendar",
            "xml",
            "config",
            "store",
            "pki",
            "directory",
            "token",
            "validation",
            "trust",
            "client",
            "ews",
            "ucwa",
            "http",
            "management",
            "telemetry",
            "node");

    /** What each package may use of ours; what is not listed is not allowed. */
    private static final Map<String, List<String>> MAY_USE = Map.ofEntries(
            Map.entry("launch", List.of()),
            Map.entry("refusal", List.of()),
            Map.entry("identity", List.of()),
            Map.entry("resource", List.of()),
            Map.entry("calendar", List.of("resource")),
            Map.entry("xml", List.of()),
            Map.entry("trace", List.of("identity", "refusal")),
            Map.entry("config", List.of("launch", "refusal", "identity", "calendar")),
            Map.entry("store", List.of("launch", "refusal", "resource", "config")),
            Map.entry("pki", List.of("launch", "refusal", "config", "store", "trace")),
            Map.entry("directory", List.of("pki")),
            Map.entry("token", List.of("refusal", "identity", "pki", "trace", "config")),
            Map.entry("validation", List.of("refusal", "identity", "pki", "trace", "config")),
            Map.entry("trust", List.of("refusal", "identity", "pki", "trace", "config", "store", "validation", "xml")),
            Map.entry(
                    "client", List.of("refusal", "identity", "pki", "trace", "config", "token", "trust", "validation")),
            Map.entry("ews", List.of("refusal", "identity", "trace", "resource", "xml", "client")),
            Map.entry("ucwa", List.of("refusal", "trace", "client")),
            Map.entry("http", List.of("refusal", "identity", "pki", "trace", "config", "validation")),
            Map.entry(
                    "management",
                    List.of(
                            "refusal",
                            "identity",
                            "pki",
                            "trace",
                            "config",
                            "resource",
                            "calendar",
                            "validation",
                            "trust",
                            "http")),
            Map.entry("telemetry", List.of("refusal", "trace", "config")),
            Map.entry("node", PACKAGES));

    @Test
    void noPackageUsesOneAboveIt() {
        new PackageOrder("org.s2slab", PACKAGES).check();
    }

    @TestFactory
    Stream<DynamicTest> usesOnlyWhatItMay() {
        return MAY_USE.entrySet().stream()
                .map(entry -> DynamicTest.dynamicTest(entry.getKey(), () -> {
                    String[] forbidden = PACKAGES.stream()
                            .filter(name -> !name.equals(entry.getKey())
                                    && !entry.getValue().contains(name))
                            .map(name -> "org.s2slab." + name + "..")
                            .toArray(String[]::new);
                    noClasses()
                            .that()
                            .resideInAPackage("org.s2slab." + entry.getKey() + "..")
                            .should()
                            .dependOnClassesThat()
                            .resideInAnyPackage(forbidden)
                            .allowEmptyShould(true)
                            .check(COMMON);
                }));
    }

    @Test
    void onlyPkiSeesBouncyCastle() {
        noClasses()
                .that()
                .resideOutsideOfPackage("org.s2slab.pki..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.bouncycastle..")
                .check(COMMON);
    }

    /** What a token says is read by our own code alone: decisions 0001 and 0051. */
    @Test
    void onlyPkiSeesNimbus() {
        noClasses()
                .that()
                .resideOutsideOfPackage("org.s2slab.pki..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("com.nimbusds..")
                .check(COMMON);
    }

    @Test
    void onlyTelemetrySeesOpenTelemetry() {
        noClasses()
                .that()
                .resideOutsideOfPackage("org.s2slab.telemetry..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.opentelemetry..")
                .check(COMMON);
    }

    @Test
    void validationKnowsNoHttp() {
        noClasses()
                .that()
                .resideInAPackage("org.s2slab.validation..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.vertx.core.http..", "io.vertx.ext.web..", "java.sql..")
                .check(COMMON);
    }
}
