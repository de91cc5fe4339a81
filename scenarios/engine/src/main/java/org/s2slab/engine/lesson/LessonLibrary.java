package org.s2slab.engine.lesson;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.s2slab.engine.language.Lesson;
import org.s2slab.engine.language.LessonCheck;
import org.s2slab.engine.language.LessonParser;
import org.s2slab.engine.language.LessonStep;
import org.s2slab.engine.language.NearestName;
import org.s2slab.engine.language.ScriptProblems;
import org.s2slab.engine.run.ScenarioLibrary;
import org.s2slab.engine.text.FileSyntaxException;

/** Finds and reads lessons: bundled lessons by name or number, and custom lessons by file. */
public record LessonLibrary(ScenarioLibrary scenarios) {
    private static final String FOLDER = "lessons";

    /** The names of the bundled lessons, in their order. */
    public List<String> names() {
        return ScenarioLibrary.resource(FOLDER + "/index.txt").lines().toList();
    }

    /** All bundled lessons, in their order. */
    public List<Lesson> all() {
        return names().stream()
                .map(this::bundled)
                .map(file -> LessonParser.read(file.source(), file.text()))
                .toList();
    }

    /**
     * The lesson with this number, name or file, completely checked.
     *
     * @throws FileSyntaxException if there is no such lesson, or if it has a problem
     */
    public Lesson one(String word) {
        ScriptProblems problems = new ScriptProblems();
        ScenarioLibrary.Text file = text(word);
        Lesson lesson = LessonParser.read(problems, file.source(), file.text());
        check(problems, lesson);
        problems.throwIfAny();
        return lesson;
    }

    /** The file of a bundled lesson. */
    public ScenarioLibrary.Text bundled(String name) {
        return ScenarioLibrary.bundled(FOLDER, name);
    }

    private ScenarioLibrary.Text text(String word) {
        if (ScenarioLibrary.isFile(word)) {
            return scenarios.texts(word).get(0);
        }
        List<String> names = names();
        if (word.matches("[0-9]{1,4}")) {
            int number = Integer.parseInt(word);
            if (number >= 1 && number <= names.size()) {
                return bundled(names.get(number - 1));
            }
            throw new FileSyntaxException(word, "there are lessons 1 to " + names.size() + "; ./lab learn lists them");
        }
        if (!names.contains(word)) {
            throw new FileSyntaxException(
                    word, "there is no such lesson; ./lab learn lists them" + NearestName.hint(word, names));
        }
        return bundled(word);
    }

    /** Checks a lesson against its topologies and the bundled scenarios; adds every problem. */
    public void check(ScriptProblems problems, Lesson lesson) {
        List<Lesson.Start> starts = new ArrayList<>(List.of(lesson.start()));
        lesson.steps().stream()
                .map(LessonStep::start)
                .filter(start -> start != null)
                .forEach(starts::add);
        List<String> unknown = starts.stream()
                .map(Lesson.Start::topology)
                .filter(name -> !scenarios.topologyNames().contains(name))
                .toList();
        unknown.forEach(name -> problems.add(
                lesson.source(),
                1,
                "topology: no bundled topology is called '" + name + "'"
                        + NearestName.hint(name, scenarios.topologyNames())));
        for (Lesson.Start start : starts) {
            String after = start.after();
            if (after != null && !scenarios.scenarioNames().contains(after)) {
                problems.add(
                        lesson.source(),
                        1,
                        "after: no bundled scenario is called '" + after + "'"
                                + NearestName.hint(after, scenarios.scenarioNames()));
            } else if (after != null && !scenarios.one(after).topology().equals(start.topology())) {
                problems.add(
                        lesson.source(),
                        1,
                        "after: scenario '" + after + "' runs on topology '"
                                + scenarios.one(after).topology() + "', not on '" + start.topology() + "'");
            }
        }
        if (unknown.isEmpty()) {
            LessonCheck.check(problems, lesson, scenarios::topology);
        }
    }

    /** The numbers of the lessons for a kind of reader, as a text: 3, 7, 8. */
    public static String numbersFor(List<Lesson> lessons, String role) {
        return lessons.stream()
                .filter(lesson -> lesson.readers().roles().contains(role))
                .map(lesson -> String.valueOf(lesson.number()))
                .collect(Collectors.joining(", "));
    }
}
