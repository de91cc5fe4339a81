package org.s2slab.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.s2slab.engine.deployment.Topology;
import org.s2slab.engine.language.LessonParser;
import org.s2slab.engine.language.Scenario;
import org.s2slab.engine.language.ScenarioCheck;
import org.s2slab.engine.language.ScenarioParser;
import org.s2slab.engine.language.ScriptProblems;
import org.s2slab.engine.language.TopologyParser;
import org.s2slab.engine.lesson.LessonLibrary;
import org.s2slab.engine.run.ScenarioLibrary;
import org.s2slab.engine.text.FileSyntaxException;

/** Validates bundled and custom scenarios, topologies and lessons without starting them, and collects the errors. */
final class ScenarioFilesCheck {
    private final ScenarioLibrary library;
    private final LessonLibrary lessons;
    private final ScriptProblems problems = new ScriptProblems();
    private final List<Scenario> scenarios = new ArrayList<>();
    private final Set<String> notes = new LinkedHashSet<>();
    private int topologies;
    private int lessonsRead;

    ScenarioFilesCheck(ScenarioLibrary library) {
        this.library = library;
        this.lessons = new LessonLibrary(library);
    }

    /** The errors in all checked files. */
    ScriptProblems problems() {
        return problems;
    }

    /** Notes about topologies that are not errors, but could surprise their authors. */
    Set<String> notes() {
        return notes;
    }

    /** The checked scenarios, each with the steps of the scenarios that it names. */
    List<Scenario> scenarios() {
        return scenarios;
    }

    /** The number of topologies that were checked directly, and not for a scenario. */
    int topologies() {
        return topologies;
    }

    /** The number of checked lessons. */
    int lessons() {
        return lessonsRead;
    }

    /** Validates scenarios by name, glob or file; all bundled scenarios if the list is empty. */
    void scenarios(List<String> words) {
        (words.isEmpty() ? List.of("*") : words).forEach(word -> collect(() -> scenariosOf(word)));
    }

    /** Validates scenarios, topologies and lessons by name, glob or file; all bundled files if the list is empty. */
    void all(List<String> words) {
        (words.isEmpty() ? List.of("*") : words).forEach(word -> collect(() -> all(word)));
    }

    private void all(String word) {
        if (ScenarioLibrary.isFile(word)) {
            ScenarioLibrary.Text file = library.texts(word).get(0);
            if (TopologyParser.isOne(file.source(), file.text())) {
                topology(word);
            } else if (LessonParser.isOne(file.source(), file.text())) {
                lesson(file);
            } else if (ScenarioParser.isOne(file.source(), file.text())) {
                scenario(file);
            } else {
                throw new FileSyntaxException(
                        word,
                        "is no scenario, topology or lesson: it has none of the keys 'scenario', 'nodes' and 'lesson'");
            }
            return;
        }
        if (Files.exists(Path.of(word))) {
            throw new FileSyntaxException(
                    word,
                    "is no YAML file; name a scenario, topology or lesson with the ending .yaml or .yml, or one of"
                            + " ./lab list");
        }
        List<String> names = ScenarioLibrary.matching(word, library.topologyNames());
        names.forEach(name -> collect(() -> topology(name)));
        List<String> taught = ScenarioLibrary.matching(word, lessons.names());
        taught.forEach(name -> collect(() -> lesson(lessons.bundled(name))));
        if ((names.isEmpty() && taught.isEmpty())
                || !ScenarioLibrary.matching(word, library.scenarioNames()).isEmpty()) {
            scenariosOf(word);
        }
    }

    private void topology(String name) {
        topologies++;
        Topology plan = library.topology(name);
        notes.addAll(plan.pools().separate(plan.name()));
    }

    private void lesson(ScenarioLibrary.Text file) {
        lessonsRead++;
        lessons.check(problems, LessonParser.read(problems, file.source(), file.text()));
    }

    private void scenariosOf(String word) {
        library.texts(word).forEach(file -> collect(() -> scenario(file)));
    }

    private void scenario(ScenarioLibrary.Text file) {
        Scenario own = ScenarioParser.read(problems, file.source(), file.text());
        if (own.topology().isEmpty()) {
            return;
        }
        Scenario whole = library.whole(own);
        scenarios.add(whole);
        Topology plan = library.topologyOf(whole);
        notes.addAll(plan.pools().separate(plan.name()));
        ScenarioCheck.check(problems, whole, plan);
    }

    private void collect(Runnable reading) {
        try {
            reading.run();
        } catch (FileSyntaxException e) {
            problems.add(e);
        }
    }
}
