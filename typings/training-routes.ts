/** The part of the contract between phone and cloud that is about training. */
import type {
  AnswerQuizInput,
  ClassBook,
  CloseSessionInput,
  OpenSessionInput,
  OverviewInput,
  QuizPaper,
  QuizResult,
  SessionView,
  SignInInput,
  SignTrainingInput,
  TrainingCard,
  TrainingOverview,
  TrainingView,
} from './training-views';

/** route → input, output. */
export interface TrainingRoutes {
  /** What this person has to learn, open ones first, then what is over since a year. */
  'training.mine': { input: Record<string, never>; output: { trainings: TrainingCard[] } };
  'training.get': { input: { trainingId: string }; output: TrainingView };
  /** Materials of a course that were read to their end. */
  'training.read': {
    input: { trainingId: string; courseId: string; materialIds: string[] };
    output: TrainingView;
  };
  /** The questions of the next try; asked again they are the same until they are answered. */
  'training.quiz': { input: { trainingId: string; courseId: string }; output: QuizPaper };
  /** Grades a try. The same try again is answered as before. */
  'training.answer': { input: AnswerQuizInput; output: { result: QuizResult; training: TrainingView } };
  /** Signs for a level of which everything is done. */
  'training.sign': { input: SignTrainingInput; output: TrainingView };
  /** Says why a deadline was missed, and by which day (`yyyy-mm-dd`) it is done instead. */
  'training.explain': {
    input: { trainingId: string; rev: number; reason: string; until: string };
    output: TrainingView;
  };
  /** Lets somebody off, with a reason. */
  'training.waive': { input: { trainingId: string; rev: number; reason: string }; output: TrainingView };
  /** 三级安全教育记录 as a Word document: a link that is good for two hours. */
  'training.sheet': { input: { trainingId: string }; output: { url: string; name: string } };
  /** Who lacks what, of those whom this person looks after. */
  'training.overview': { input: OverviewInput; output: TrainingOverview };
  /** Classes this person holds now, and the courses that can be held. */
  'training.sessions.list': { input: Record<string, never>; output: ClassBook };
  'training.sessions.open': { input: OpenSessionInput; output: SessionView };
  'training.sessions.get': { input: { sessionId: string }; output: SessionView };
  /** 签到: by the code, by its number, or named by whoever holds the class; with `leaves` 提前离开. Once is enough. */
  'training.sessions.signIn': { input: SignInInput; output: SessionView };
  /** Ends a class; what everybody did of it goes to their trainings. */
  'training.sessions.close': { input: CloseSessionInput; output: SessionView };
}
