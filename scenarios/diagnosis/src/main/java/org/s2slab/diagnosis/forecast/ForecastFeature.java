package org.s2slab.diagnosis.forecast;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.s2slab.engine.deployment.NodePlan;
import org.s2slab.engine.language.ScenarioParser;
import org.s2slab.engine.language.Step;

/**
 * A feature of people that needs calls from a server of one product to a server of another one. The resource {@code
 * features.yaml} has the steps that use it.
 */
enum ForecastFeature {
    ARCHIVING("archiving", "lync", "exchange"),
    CONTACTS("unified contact store", "lync", "exchange"),
    FREE_BUSY("free/busy", "on-premises exchange", "exchange"),
    FREE_BUSY_FROM_ONLINE("free/busy", "online exchange", "exchange"),
    MAIL_TIPS("MailTips", "on-premises exchange", "online exchange"),
    PHOTOS("photos", "on-premises exchange", "online exchange"),
    MAILBOX_MEETINGS("scheduling from a mailbox", "exchange", "lync"),
    SITE_MEETINGS("scheduling from a site", "sharepoint", "lync"),
    SITE_APPOINTMENTS("scheduling: appointment", "sharepoint", "exchange"),
    SEARCH("eDiscovery search", "sharepoint", "exchange"),
    /** Calls that no feature of the lab needs. The doctor's test call decides whether they work. */
    TEST_CALLS("other calls", "", "");

    private static final String FILE = "features.yaml";

    private final String word;
    private final String caller;
    private final String resource;

    ForecastFeature(String word, String caller, String resource) {
        this.word = word;
        this.caller = caller;
        this.resource = resource;
    }

    /** The features that need calls from one server to another. */
    static List<ForecastFeature> between(NodePlan caller, NodePlan resource) {
        List<ForecastFeature> found = Arrays.stream(values())
                .filter(feature -> is(caller, feature.caller) && is(resource, feature.resource))
                .toList();
        return found.isEmpty() ? List.of(TEST_CALLS) : found;
    }

    private static boolean is(NodePlan node, String words) {
        return words.equals(node.role()) || words.equals((node.online() ? "online " : "on-premises ") + node.role());
    }

    /** The feature's name in tables. */
    String word() {
        return word;
    }

    /** The steps that a forecast plays once, before the first use. */
    List<Step> preparation() {
        return Steps.of("prepare " + list());
    }

    /** The steps of one use. */
    List<Step> use() {
        return Steps.of(list());
    }

    private String list() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** The content of the resource, which is read once. */
    private static final class Steps {
        private static final String TEXT = read();

        static List<Step> of(String list) {
            return ScenarioParser.list(FILE, TEXT, list);
        }

        private static String read() {
            try (InputStream in = Objects.requireNonNull(ForecastFeature.class.getResourceAsStream("/" + FILE), FILE)) {
                return new String(in.readAllBytes(), StandardCharsets.UTF_8);
            } catch (IOException e) {
                throw new UncheckedIOException(FILE, e);
            }
        }
    }
}
