/** Pages as the automator names them. */
export const PAGES = {
  home: 'pages/home/index',
  orders: 'pages/orders/index',
  me: 'pages/me/index',
  camera: 'packages/report/camera/index',
  result: 'packages/report/result/index',
  order: 'packages/order/detail/index',
  shoot: 'packages/order/shoot/index',
  today: 'packages/supervisor/today/index',
  desk: 'packages/desk/desk/index',
  label: 'packages/point/label/index',
} as const;
