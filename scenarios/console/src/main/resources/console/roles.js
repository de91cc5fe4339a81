// The role of the reader, which is chosen once and stored in this browser. The role marks suitable content and hides nothing.
export const ROLES = [
  { id: 'administrator', name: 'Administrator', title: 'I run Lync, Exchange or SharePoint', says: 'Rehearse a procedure, break it, and see the cmdlets that fix it.', groups: ['trust', 'keys', 'refusals'], opens: 'story', room: 'Scenario' },
  { id: 'trainer', name: 'Trainer', title: 'I teach', says: 'Lessons in large type, one thing at a time, with a guess before every answer.', groups: ['trust', 'contacts'], opens: 'learn', room: 'Learn' },
  { id: 'developer', name: 'Developer', title: 'My client gets a 401', says: 'Paste the response. See what was found, what was expected, and which question failed.', groups: ['refusals', 'mailboxes'], opens: 'start', room: 'Start, with the box below' },
  { id: 'security', name: 'Security engineer', title: 'I look for what could go wrong', says: 'Every rule, the attack that it stops, and a bench to try your own.', groups: ['attacks'], opens: 'workbench', room: 'Token workbench' },
];

export const roleNow = () => localStorage.getItem('role') || null;
export const chooseRole = (id) => localStorage.setItem('role', id);
