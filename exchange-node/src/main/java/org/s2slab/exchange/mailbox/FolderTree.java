package org.s2slab.exchange.mailbox;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.s2slab.exchange.ids.DistinguishedFolder;
import org.s2slab.exchange.ids.MailboxException.Kind;
import org.s2slab.store.ReadTransaction;

/** How folders lie in each other. Nothing here calls itself: folders of earlier versions can have any depth. */
public final class FolderTree {
    /**
     * The levels of folders that people make in one of those that every mailbox has: the default of
     * FolderHierarchyDepthReceiveQuota (Get-MailboxStatistics).
     */
    static final int DEEPEST = 300;

    private FolderTree() {}

    /** The folders among all that lie in one or below, that one first, and parents before what lies in them. */
    public static List<MailFolder> below(List<MailFolder> all, MailFolder root) {
        Map<String, List<MailFolder>> inside = all.stream().collect(Collectors.groupingBy(MailFolder::parent));
        List<MailFolder> found = new ArrayList<>();
        Set<String> seen = new HashSet<>(Set.of(root.key()));
        Deque<MailFolder> open = new ArrayDeque<>(List.of(root));
        while (!open.isEmpty()) {
            MailFolder next = open.pop();
            found.add(next);
            List<MailFolder> children = inside.getOrDefault(next.key(), List.of());
            for (int i = children.size() - 1; i >= 0; i--) {
                if (seen.add(children.get(i).key())) {
                    open.push(children.get(i));
                }
            }
        }
        return found;
    }

    /** How many folders lie in each one, by its key; the root does not lie in itself. */
    public static Map<String, Long> children(List<MailFolder> all) {
        return all.stream()
                .filter(folder -> !folder.parent().equals(folder.key()))
                .collect(Collectors.groupingBy(MailFolder::parent, Collectors.counting()));
    }

    /** The levels of a tree, in which parents come first: 1 for a folder in which none lies. */
    static int levels(List<MailFolder> tree) {
        Map<String, Integer> levels = new HashMap<>();
        tree.forEach(folder -> levels.put(folder.key(), levels.getOrDefault(folder.parent(), 0) + 1));
        return levels.values().stream().mapToInt(Integer::intValue).max().orElse(0);
    }

    /** Fails with FOLDER_TOO_DEEP where a folder has no room for that many levels below it. */
    static void requireRoom(ReadTransaction rx, String folder, int levels) {
        long above = rx.number(
                "WITH RECURSIVE up (id, level) AS (SELECT ?, 0 UNION ALL SELECT f.parent, level + 1"
                        + " FROM folders f JOIN up ON f.id = up.id WHERE level < ?) SELECT MAX(level) AS number FROM up",
                folder,
                DEEPEST);
        Kind.FOLDER_TOO_DEEP.throwIf(above + levels > DEEPEST);
    }

    /** Fails with FOLDER_PRESERVING where items are preserved for discovery. */
    static void requireOpen(String folder) {
        Kind.FOLDER_PRESERVING.throwIf(DistinguishedFolder.isPreserving(folder));
    }
}
