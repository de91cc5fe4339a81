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

/** The hierarchy of folders. No method is recursive, because folders of earlier versions can have any depth. */
public final class FolderHierarchyRules {
    /**
     * The maximum depth of folders below a distinguished folder: the default of FolderHierarchyDepthReceiveQuota
     * (Get-MailboxStatistics).
     */
    static final int DEEPEST = 300;

    private FolderHierarchyRules() {}

    /** A folder and all folders below it. The given folder comes first, and each parent comes before its subfolders. */
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

    /** The number of subfolders by the key of the parent. The root, its own parent, is not counted. */
    public static Map<String, Long> children(List<MailFolder> all) {
        return all.stream()
                .filter(folder -> !folder.parent().equals(folder.key()))
                .collect(Collectors.groupingBy(MailFolder::parent, Collectors.counting()));
    }

    /** The number of levels of a tree whose parents come first: 1 for a folder without subfolders. */
    static int levels(List<MailFolder> tree) {
        Map<String, Integer> levels = new HashMap<>();
        tree.forEach(folder -> levels.put(folder.key(), levels.getOrDefault(folder.parent(), 0) + 1));
        return levels.values().stream().mapToInt(Integer::intValue).max().orElse(0);
    }

    /** Fails with FOLDER_TOO_DEEP if this number of levels below the folder would exceed the maximum depth. */
    static void requireRoom(ReadTransaction rx, String folder, int levels) {
        long above = rx.number(
                "WITH RECURSIVE up (id, level) AS (SELECT parent, 1 FROM folders WHERE id = ?"
                        + " UNION ALL SELECT f.parent, level + 1 FROM folders f JOIN up ON f.id = up.id WHERE level < ?)"
                        + " SELECT COALESCE(MAX(level), 0) AS number FROM up",
                folder,
                DEEPEST);
        Kind.FOLDER_TOO_DEEP.throwIf(above + levels > DEEPEST);
    }

    /** Fails with FOLDER_PRESERVING if the folder preserves items for eDiscovery. */
    static void requireOpen(String folder) {
        Kind.FOLDER_PRESERVING.throwIf(DistinguishedFolder.isPreserving(folder));
    }
}
