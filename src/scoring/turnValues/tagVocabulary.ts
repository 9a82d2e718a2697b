/** The tags that a judge may give unless it gets others: what is asked for, and what it is about. */
export const TAG_VOCABULARY: readonly string[] = [
  ...['question answering', 'explanation', 'summary', 'translation', 'rewriting', 'proofreading', 'classification'],
  ...['extraction', 'brainstorming', 'planning', 'comparison', 'recommendation', 'step-by-step instructions'],
  ...['creative writing', 'poetry', 'storytelling', 'dialogue', 'role play', 'email', 'essay', 'advertising', 'humour'],
  ...[
    'programming',
    'debugging',
    'code explanation',
    'data analysis',
    'databases',
    'software tools',
    'web development',
  ],
  ...['arithmetic', 'algebra', 'geometry', 'calculus', 'probability and statistics', 'logic', 'proof', 'puzzle'],
  ...['physics', 'chemistry', 'biology', 'medicine', 'health', 'psychology', 'engineering', 'computer science'],
  ...['history', 'geography', 'politics', 'law', 'economics', 'finance', 'business', 'marketing', 'education'],
  ...['philosophy', 'religion', 'literature', 'language', 'art', 'music', 'film', 'games', 'sports'],
  ...['food and cooking', 'travel', 'home', 'gardening', 'fashion', 'relationships', 'career', 'everyday life'],
  ...['ethics', 'safety', 'opinion', 'structured output', 'table', 'list', 'long context', 'several constraints'],
];
