import horizon from './img/horizon.svg';
import styles from './Horizon.module.css';

/** Dawn over a lake, behind a greeting; never where one has to decide or to read much. Gone where more contrast is wanted. */
export const Horizon = () => <img className={styles['horizon']} src={horizon} alt="" />;
