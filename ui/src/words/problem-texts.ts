/** The words for problems, in both languages. They are three quarters of all words, and a start seldom needs one. */
export default import.meta.glob<string>('../../../locales/*/*-problems.ftl', { import: 'default', eager: true });
